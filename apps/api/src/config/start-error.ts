/** Something outside the program keeps it from starting; the message is for the person who started it. */
export class StartError extends Error {
  override readonly name = 'StartError';
}
