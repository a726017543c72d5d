import Type, { type Static } from 'typebox';
import { CLOSED, Text } from '../selection.ts';

/** Long enough for a sentence. */
const MAX_SEARCH_NAME = 200;
/** As long as an address may be that every browser and proxy takes. */
const MAX_SEARCH_STATE = 8_000;

export const NewSearch = Type.Object(
  {
    // What is not seen could make one name look like another.
    name: Text('What it is called; it takes the place of an earlier one of that name.', {
      minLength: 1,
      maxLength: MAX_SEARCH_NAME,
      pattern: '^[^\\u0000-\\u001f\\u007f-\\u009f\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff]+$',
    }),
    state: Text('The parameters of the page’s address, such as `query=verb%3A+delete&from=now-1d`.', {
      maxLength: MAX_SEARCH_STATE,
    }),
  },
  CLOSED,
);
export type NewSearch = Static<typeof NewSearch>;

export const Search = Type.Object({
  id: Type.String(),
  ...NewSearch.properties,
  createdAt: Type.String({ format: 'date-time' }),
});
export type Search = Static<typeof Search>;

export const SearchesAnswer = Type.Object({ searches: Type.Array(Search) });
export type SearchesAnswer = Static<typeof SearchesAnswer>;
