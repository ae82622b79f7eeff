/** Waits that double up to a ceiling, each between a half and the whole, so that many who lost the same server do not come back at once. */
export class Backoff {
  private tries = 0;

  constructor(
    private readonly firstMs: number,
    private readonly longestMs: number,
    private readonly random: () => number = Math.random,
  ) {}

  next() {
    const ceiling = Math.min(this.longestMs, this.firstMs * 2 ** this.tries++);
    return ceiling * (0.5 + this.random() / 2);
  }

  reset() {
    this.tries = 0;
  }
}
