import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import { given } from './given.ts';

export const TABS = ['findings', 'explain', 'simulate', 'suggest'] as const;
export type Tab = (typeof TABS)[number];

/** What the address of this page says. Parameters that are missing are not asked for. */
export interface Address {
  readonly policy?: string;
  readonly tab?: string;
  readonly user?: string;
  /** Separated by commas. */
  readonly groups?: string;
  readonly verb?: string;
  readonly resource?: string;
  readonly apiGroup?: string;
  readonly namespace?: string;
  readonly name?: string;
  readonly path?: string;
  readonly query?: string;
  readonly from?: string;
  readonly to?: string;
  readonly cluster?: string;
  readonly against?: string;
  readonly budget?: string;
}

export type ChangeAddress = (change: { readonly [K in keyof Address]: string | undefined }) => void;

/** The address, and how parts of it change: in the place of the last one, so that “back” leaves the page. */
export function useAddress(): readonly [Address, ChangeAddress] {
  const address = useSearch({ strict: false }) as Address;
  const navigate = useNavigate();
  const change = useCallback<ChangeAddress>(
    (changes) =>
      void navigate({
        to: '/policies',
        search: (before: Record<string, string | undefined>) => given({ ...before, ...changes }),
        replace: true,
        resetScroll: false,
      }),
    [navigate],
  );
  return [address, change];
}

export function tabOf({ tab }: Address): Tab {
  return TABS.find((one) => one === tab) ?? 'findings';
}
