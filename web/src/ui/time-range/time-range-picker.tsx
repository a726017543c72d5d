import { type FormEvent, useState } from 'react';
import { useSettings, ZONES, type Zone } from '../../app/settings.tsx';
import { Button } from '../button.tsx';
import { formatTime } from '../format-time.ts';
import { Icon } from '../icon.tsx';
import { Popover } from '../popover.tsx';
import { momentOf, RELATIVE, type TimeRange } from './range.ts';
import { rangeLabel } from './range-label.ts';
import { recentRanges, rememberRange } from './recent.ts';
import styles from './time-range-picker.module.css';

interface TimeRangePickerProps {
  readonly value: TimeRange;
  onChange(range: TimeRange): void;
}

/** Chooses a span of time: one of the usual ones, or from here to there. */
export function TimeRangePicker({ value, onChange }: TimeRangePickerProps) {
  const { zone } = useSettings();
  return (
    <Popover
      placement="bottom-end"
      button={(props) => (
        <button type="button" className={styles.button} {...props}>
          <Icon name="clock" />
          <span className="visually-hidden">Time: </span>
          {rangeLabel(value, zone)}
          <Icon name="down" size={12} />
        </button>
      )}
    >
      {(close) => {
        const choose = (range: TimeRange) => {
          onChange(range);
          close();
        };
        return (
          <div className={styles.panel}>
            <ul className={styles.relative}>
              {RELATIVE.map(({ from, label }) => (
                <li key={label}>
                  <button
                    type="button"
                    aria-pressed={value.from === from && value.to === undefined}
                    onClick={() => choose({ from, to: undefined })}
                  >
                    {label}
                  </button>
                </li>
              ))}
            </ul>
            <div className={styles.own}>
              <ZoneChoice />
              <Absolute
                value={value}
                zone={zone}
                onChange={(range) => {
                  rememberRange(range);
                  choose(range);
                }}
              />
              <Recent zone={zone} onChoose={choose} />
            </div>
          </div>
        );
      }}
    </Popover>
  );
}

/** Whose clocks times are read and written by, here and everywhere. */
function ZoneChoice() {
  const { zone, setZone } = useSettings();
  return (
    <fieldset className={styles.zone}>
      <legend>Times in</legend>
      {ZONES.map((one) => (
        <label key={one}>
          <input type="radio" name="zone of times" checked={one === zone} onChange={() => setZone(one)} /> {one}
        </label>
      ))}
    </fieldset>
  );
}

function Recent({ zone, onChoose }: { readonly zone: Zone; onChoose(range: TimeRange): void }) {
  const ranges = recentRanges();
  if (ranges.length === 0) return null;
  return (
    <div className={styles.recent}>
      <h3>Recent</h3>
      <ul className={styles.relative}>
        {ranges.map((range) => (
          <li key={`${range.from} ${range.to}`}>
            <button type="button" onClick={() => onChoose(range)}>
              {rangeLabel(range, zone)}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

interface AbsoluteProps extends TimeRangePickerProps {
  readonly zone: Zone;
}

function Absolute({ value, zone, onChange }: AbsoluteProps) {
  const [from, setFrom] = useState(() => written(value.from, zone));
  const [to, setTo] = useState(() => written(value.to, zone));
  // The same moments by other clocks.
  const [shownIn, setShownIn] = useState(zone);
  if (shownIn !== zone) {
    setShownIn(zone);
    setFrom(written(read(from, shownIn), zone));
    setTo(written(read(to, shownIn), zone));
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onChange({ from: read(from, zone), to: read(to, zone) });
  };
  return (
    <form className={styles.absolute} onSubmit={submit}>
      <label>
        From ({zone})
        <input type="datetime-local" step="1" value={from} max={to} onChange={(event) => setFrom(event.target.value)} />
      </label>
      <label>
        To ({zone})
        <input type="datetime-local" step="1" value={to} min={from} onChange={(event) => setTo(event.target.value)} />
      </label>
      <Button type="submit" kind="primary">
        Apply
      </Button>
    </form>
  );
}

/** As `datetime-local` wants it; empty where there is no bound. */
function written(time: string | undefined, zone: Zone): string {
  const moment = time === undefined ? undefined : momentOf(time, Date.now());
  return moment === undefined ? '' : formatTime(new Date(moment).toISOString(), zone).slice(0, 19).replace(' ', 'T');
}

function read(text: string, zone: Zone): string | undefined {
  if (text === '') return undefined;
  return new Date(zone === 'UTC' ? `${text}Z` : text).toISOString();
}
