/** The API group of what PKS manages, and the prefix of what its lines say beyond the fields of an event. */
export const PKS_GROUP = 'pks.vmware.com';

/** What is done, by the words that PKS has for it: `add` is `create`. Another word is its own verb. */
const VERBS: ReadonlyMap<string, string> = new Map(
  Object.entries({ add: 'create', modify: 'update', remove: 'delete' }),
);

/** Verb and resource of an action's name: `create-cluster` is create `clusters`, `add-network-profile` create `networkprofiles`. */
export function deedOf(action: string): { readonly verb: string; readonly resource: string | undefined } {
  const [verb = '', ...nouns] = action.split('-').map((word) => word.toLowerCase());
  return { verb: VERBS.get(verb) ?? verb, resource: nouns.length > 0 ? plural(nouns.join('')) : undefined };
}

/** `addCluster` as `add-cluster`. */
export function dashed(camelCase: string): string {
  return camelCase.replace(/(?<=[a-z\d])[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
}

function plural(noun: string): string {
  if (noun.endsWith('s')) return noun;
  return /[^aeiou]y$/.test(noun) ? `${noun.slice(0, -1)}ies` : `${noun}s`;
}
