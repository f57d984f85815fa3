/** A conditional write was refused: nothing of its transaction was written. `refused` names the items that said no. */
export class WriteRefusedError extends Error {
  readonly refused: readonly string[];

  constructor(refused: readonly string[]) {
    super(`write refused by ${refused.join(', ')}`);
    this.name = 'WriteRefusedError';
    this.refused = refused;
  }
}
