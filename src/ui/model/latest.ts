/** Reads a list again and again; what was asked for last wins, in whatever order the answers come. */

/** Resolves when `use` has had the value, or when a later call has taken over. Rejects with what `read` rejects. */
export function latest<T>(read: () => Promise<T>, use: (value: T) => void): () => Promise<void> {
  let asked = 0;
  return async () => {
    asked += 1;
    const mine = asked;
    const value = await read();
    if (mine === asked) use(value);
  };
}
