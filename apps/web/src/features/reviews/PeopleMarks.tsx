import { IconPencil } from '@tabler/icons-react';
import { useT } from '../../i18n/useT.js';
import classes from './PeopleMarks.module.css';
import { initialsOf, type PersonMark } from './peopleByPlace.js';

const SHOWN = 4;

/** Who is here, as initials; their names are told to screen readers and on hover. */
export function PeopleMarks({ people }: { people: readonly PersonMark[] }) {
  const t = useT();
  if (people.length === 0) return null;
  const nameOf = (person: PersonMark) =>
    person.isEditing ? t('reviews.presence.editing', { name: person.name }) : person.name;
  return (
    <span className={classes.marks} title={people.map(nameOf).join(t('ui.listSeparator'))}>
      <span className="visually-hidden">
        {t('reviews.presence.here', { names: people.map(nameOf).join(t('ui.listSeparator')) })}
      </span>
      {people.slice(0, SHOWN).map((person) => (
        <span
          key={person.id}
          className={classes.mark}
          data-editing={person.isEditing || undefined}
          aria-hidden
        >
          {initialsOf(person.name)}
          {person.isEditing && <IconPencil size={11} />}
        </span>
      ))}
      {people.length > SHOWN && (
        <span className={classes.mark} aria-hidden>
          +{people.length - SHOWN}
        </span>
      )}
    </span>
  );
}
