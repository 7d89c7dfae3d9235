import { describe, expect, it } from '@jest/globals';
import type { Service } from '@tenken/shared/services.contract';
import { descendantsOf, filterServices, prepareServiceTree } from './prepareServiceTree.js';

const service = (
  id: string,
  name: string,
  parentId: string | null = null,
  more: Partial<Service> = {},
): Service => ({
  id,
  key: name.toLowerCase(),
  name,
  teamId: null,
  teamName: null,
  parentId,
  description: null,
  runbookUrl: null,
  aliases: [],
  isSample: false,
  createdAt: '2026-01-01T00:00:00Z',
  archivedAt: null,
  ...more,
});

const shop = service('1', 'Shop');
const cart = service('2', 'Cart', '1', { aliases: ['cart-prod'] });
const prices = service('3', 'Prices', '2');
const auth = service('4', 'Auth', null, { teamName: '認証チーム' });

describe('prepareServiceTree', () => {
  it('puts components below their service', () => {
    const rows = prepareServiceTree([prices, cart, shop, auth], 'en');
    expect(rows.map((row) => [row.service.name, row.depth])).toEqual([
      ['Auth', 0],
      ['Shop', 0],
      ['Cart', 1],
      ['Prices', 2],
    ]);
  });

  it('lets one whose parent is not there stand by itself', () => {
    expect(prepareServiceTree([cart, prices], 'en').map((row) => row.depth)).toEqual([0, 1]);
  });

  it('loses nobody in a circle', () => {
    const circle = [service('5', 'A', '6'), service('6', 'B', '5')];
    expect(prepareServiceTree(circle, 'en')).toHaveLength(2);
  });
});

describe('descendantsOf', () => {
  it('is the service and all below it', () => {
    expect(descendantsOf('1', [prices, cart, shop, auth])).toEqual(new Set(['1', '2', '3']));
  });
});

describe('filterServices', () => {
  it.each([
    ['PRI', ['Shop', 'Cart', 'Prices']],
    ['ｃａｒｔ－prod'.normalize('NFKC').replace('－', '-'), ['Shop', 'Cart']],
    ['認証', ['Auth']],
    ['nothing', []],
    [' ', ['Shop', 'Cart', 'Prices', 'Auth']],
  ])('%s', (text, names) => {
    expect(filterServices([shop, cart, prices, auth], text).map(({ name }) => name)).toEqual(names);
  });
});
