import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];
export const ZONES = ['local', 'UTC'] as const;
export type Zone = (typeof ZONES)[number];

/** How a person wants to see things; kept in the browser. */
export interface Settings {
  readonly theme: Theme;
  readonly zone: Zone;
  setTheme(theme: Theme): void;
  setZone(zone: Zone): void;
}

const Context = createContext<Settings | undefined>(undefined);

export function useSettings(): Settings {
  const settings = useContext(Context);
  if (!settings) throw new Error('There is no SettingsProvider.');
  return settings;
}

export function SettingsProvider({ children }: { readonly children: ReactNode }) {
  const [theme, setTheme] = useKept('verbatim.theme', THEMES, 'system');
  const [zone, setZone] = useKept('verbatim.zone', ZONES, 'local');
  useEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  }, [theme]);
  const settings = useMemo(() => ({ theme, zone, setTheme, setZone }), [theme, zone, setTheme, setZone]);
  return <Context value={settings}>{children}</Context>;
}

/** One of some values, kept under a key where the browser lets us. */
function useKept<T extends string>(key: string, values: readonly T[], otherwise: T): [T, (value: T) => void] {
  const [value, setValue] = useState<T>(() => values.find((one) => one === read(key)) ?? otherwise);
  return [
    value,
    (next) => {
      setValue(next);
      write(key, next);
    },
  ];
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // A browser that keeps nothing shows the default the next time.
  }
}
