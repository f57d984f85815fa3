export type WakeUp = {
  readonly kind: string;
  readonly id: string;
  readonly at: number;
  readonly run: () => Promise<void>;
};

const isBefore = (a: WakeUp, b: WakeUp): boolean =>
  a.at !== b.at ? a.at < b.at : a.kind !== b.kind ? a.kind < b.kind : a.id < b.id;

/** A binary heap of wake-ups, ties ordered by (time, kind, id); one per kind and id. */
export class WakeUps {
  readonly #heap: WakeUp[] = [];
  readonly #live = new Map<string, WakeUp>();

  set(wakeUp: WakeUp): void {
    this.#live.set(key(wakeUp.kind, wakeUp.id), wakeUp);
    this.#heap.push(wakeUp);
    this.#up(this.#heap.length - 1);
  }

  remove(kind: string, id: string): void {
    this.#live.delete(key(kind, id));
  }

  has(kind: string, id: string): boolean {
    return this.#live.has(key(kind, id));
  }

  first(): WakeUp | undefined {
    for (;;) {
      const top = this.#heap[0];
      if (!top || this.#live.get(key(top.kind, top.id)) === top) return top;
      this.#pop(); // replaced or cancelled since
    }
  }

  #pop(): void {
    const last = this.#heap.pop();
    if (!last || this.#heap.length === 0) return;
    this.#heap[0] = last;
    this.#down(0);
  }

  #up(index: number): void {
    const parent = (index - 1) >> 1;
    if (index === 0 || !this.#swapIfBefore(index, parent)) return;
    this.#up(parent);
  }

  #down(index: number): void {
    const left = 2 * index + 1;
    const right = left + 1;
    const least = this.#before(right, left) ? right : left;
    if (this.#swapIfBefore(least, index)) this.#down(least);
  }

  #before(a: number, b: number): boolean {
    const [one, other] = [this.#heap[a], this.#heap[b]];
    return one !== undefined && other !== undefined && isBefore(one, other);
  }

  #swapIfBefore(a: number, b: number): boolean {
    const [one, other] = [this.#heap[a], this.#heap[b]];
    if (!one || !other || !isBefore(one, other)) return false;
    this.#heap[a] = other;
    this.#heap[b] = one;
    return true;
  }
}

const key = (kind: string, id: string): string => `${kind}\u0000${id}`;
