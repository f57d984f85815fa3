/**
 * A conditional write was refused: nothing of its transaction was written. `refused` names the items whose condition
 * failed; there are none when another transaction was in the way.
 */
export class WriteRefusedError extends Error {
  readonly refused: readonly string[];

  constructor(refused: readonly string[]) {
    super(`write refused by ${refused.join(', ') || 'another transaction'}`);
    this.name = 'WriteRefusedError';
    this.refused = refused;
  }
}
