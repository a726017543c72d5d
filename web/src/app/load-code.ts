import type { ReactNode } from 'react';
import { ApiProblem } from '../api/problem.ts';

type Pages = Readonly<Record<string, () => ReactNode>>;
export type LoadPages = () => Promise<object>;

/** What Vite and the browsers say where a file of the page does not come. */
const NOT_LOADED = /preload CSS|dynamically imported module|importing a module script/i;

/** Of an error that means that code or style did not come, what that means to a person; others stay as they are. */
export function explained(error: unknown): unknown {
  if (!(error instanceof Error) || !NOT_LOADED.test(error.message)) return error;
  const detail = 'This page could not be loaded: the server does not answer, or was updated meanwhile.';
  return new ApiProblem({ code: 'NETWORK', detail });
}

/** Loads the code of a page. The router, left alone, would load the window anew, and it would be lost where the server is away. */
export async function loadCode(load: LoadPages): Promise<Pages> {
  try {
    return (await load()) as Pages;
  } catch (error) {
    throw explained(error);
  }
}
