import Type, { type Static } from 'typebox';

/** What `GET /catalogue` takes and answers; a part of `../contract.ts`. */

const Text = (description: string) => Type.String({ description });

export const CatalogueQuery = Type.Object(
  { platform: Type.Optional(Text('Only the kinds of this platform, such as mke; all where missing.')) },
  { additionalProperties: false },
);
export type CatalogueQuery = Static<typeof CatalogueQuery>;

/** One kind of event that Verbatim knows. */
export const CatalogueItem = Type.Object({
  platform: Text('The platform whose events are of this kind.'),
  component: Text('What writes them.'),
  format: Text('The format that reads them.'),
  name: Text('Unique among the kinds of its platform and component.'),
  meaning: Text('What it means, as a sentence.'),
  identifiedBy: Text('The text by which it is known in a line.'),
  example: Text('A line as it is received.'),
  becomes: Type.Object(
    {
      platform: Type.Optional(Type.String()),
      component: Type.Optional(Type.String()),
      actor: Type.Optional(Type.String()),
      verb: Type.Optional(Type.String()),
      resource: Type.Optional(Type.String()),
      subresource: Type.Optional(Type.String()),
      name: Type.Optional(Type.String()),
      outcome: Type.String(),
    },
    { description: 'What the example becomes, in the words of audit.k8s.io/v1.' },
  ),
});
export const CatalogueAnswer = Type.Object({ kinds: Type.Array(CatalogueItem) });
export type CatalogueAnswer = Static<typeof CatalogueAnswer>;
