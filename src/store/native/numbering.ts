/** Numbers the different texts of a column. */
export function createNumbering() {
  const numbers = new Map<string, number>();
  return {
    texts: () => numbers.keys(),
    count: () => numbers.size,
    of: (text: string): number => {
      const known = numbers.get(text);
      if (known !== undefined) return known;
      numbers.set(text, numbers.size);
      return numbers.size - 1;
    },
  };
}

export type Numbering = ReturnType<typeof createNumbering>;
