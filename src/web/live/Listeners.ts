export class Listeners<T> {
  private readonly listeners = new Set<(value: T) => void>();

  /** Adds a listener and answers with the function that removes it. */
  add(listener: (value: T) => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  tell(value: T) {
    for (const listener of [...this.listeners]) listener(value);
  }
}
