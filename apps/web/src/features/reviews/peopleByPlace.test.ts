import { describe, expect, it } from '@jest/globals';
import { initialsOf, peopleByPlace } from './peopleByPlace.js';

const at = (id: string, itemId: string | null, editing: string | null = null) => ({
  user: { id, name: `P${id}` },
  step: 'rules',
  itemId,
  isFollowing: false,
  editing,
});

describe('peopleByPlace', () => {
  it('counts a person once at a place, and as writing when one of the tabs writes', () => {
    const places = peopleByPlace(
      [at('1', '5'), at('1', '5', '5'), at('2', '5'), at('3', null)],
      (p) => p.itemId,
    );
    expect([...places]).toEqual([
      [
        '5',
        [
          { id: '1', name: 'P1', isEditing: true },
          { id: '2', name: 'P2', isEditing: false },
        ],
      ],
    ]);
  });

  it('marks somebody who writes another note as not writing here', () => {
    const places = peopleByPlace([at('1', '5', '6')], (p) => p.itemId);
    expect(places.get('5')).toEqual([{ id: '1', name: 'P1', isEditing: false }]);
  });
});

describe('initialsOf', () => {
  it.each([
    ['Aoi Tanaka', 'AT'],
    ['aoi', 'A'],
    ['田中 葵', '田'],
    ['田中　葵', '田'],
    ['Åsa Öberg Lind', 'ÅL'],
    ['', '?'],
  ])('%p is %p', (name, expected) => expect(initialsOf(name)).toBe(expected));
});
