import type { EntityManager } from 'typeorm';
import type { Queryable } from './select.js';

/**
 * Reads that do not need each other: at once on connections of their own, or one after the other where `db` is a
 * transaction, which has one connection. The answers are in the order of the questions.
 */
export async function askAtOnce<Answers extends readonly unknown[]>(
  db: Queryable,
  questions: { [Index in keyof Answers]: () => Promise<Answers[Index]> },
): Promise<Answers> {
  const isTransaction = (db as Partial<EntityManager>).queryRunner !== undefined;
  if (!isTransaction) return answersOf(await Promise.all(questions.map((ask) => ask())));
  const answers: unknown[] = [];
  for (const ask of questions) answers.push(await ask());
  return answersOf(answers);

  /** A tuple that is mapped is a list to the compiler. */
  function answersOf(list: readonly unknown[]): Answers {
    return list as Answers;
  }
}
