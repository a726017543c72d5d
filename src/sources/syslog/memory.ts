/** Counts the bytes that the connections of a listener hold of what is not complete. */
export interface Memory {
  /** Makes an account, of one connection. */
  open(): Account;
  held(): number;
}

export interface Account {
  /** Notes that the connection holds so many bytes now; `false` if that is too much for all together. */
  hold(bytes: number): boolean;
  close(): void;
}

/** One may be alone above the limit, so that what is allowed can always come. */
export function createMemory(maxBytes: number): Memory {
  let all = 0;
  return {
    open: () => {
      let mine = 0;
      const hold = (bytes: number) => {
        const isMore = bytes > mine;
        all += bytes - mine;
        mine = bytes;
        return !isMore || all <= maxBytes || all === mine;
      };
      return { hold, close: () => void hold(0) };
    },
    held: () => all,
  };
}
