import { dirname, join, normalize } from 'node:path';

/** A link of a page to a file of the repository: the path from the root, and the heading if it names one. */
export interface Link {
  readonly path: string;
  readonly heading: string;
}

const FENCED = /^```[^\n]*\n[\s\S]*?^```$/gm;

/** The links of a page to files; those to other sites are left out. */
export function linksIn(page: string, text: string): Link[] {
  const targets = [...text.replace(FENCED, '').matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
  return targets
    .filter((target) => !/^[a-z]+:/.test(target))
    .map((target) => {
      const [path = '', heading = ''] = target.split('#');
      return { path: path === '' ? page : normalize(join(dirname(page), path)), heading };
    });
}

/** The names by which GitHub links to the headings of a page. */
export function headingsIn(text: string): string[] {
  return [...text.replace(FENCED, '').matchAll(/^#+ (.*)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\p{M}_ -]/gu, '')
      .replaceAll(' ', '-'),
  );
}

/** The first words after `npx verbatim` in the examples of a page. */
export function commandsIn(text: string): string[] {
  return [...text.matchAll(/npx verbatim ([a-z]+(?:-[a-z]+)*)/g)].map(([, command = '']) => command);
}
