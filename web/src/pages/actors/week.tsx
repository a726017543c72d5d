import { useSettings } from '../../app/settings.tsx';
import { Card } from '../../ui/card.tsx';
import { formatFull } from '../../ui/format-count.ts';
import { ScrollArea } from '../../ui/scroll-area.tsx';
import styles from './week.module.css';

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;
/** Shades that can be told apart. */
const SHADES = 5;

/** How many events in each hour of each weekday: the darker, the more. */
export function Week({ week }: { readonly week: readonly (readonly number[])[] }) {
  const { zone } = useSettings();
  const most = Math.max(1, ...week.flat());
  return (
    <Card
      title={
        <>
          Hours of the week <small className={styles.zone}>{zone === 'UTC' ? 'UTC' : 'local time'}</small>
        </>
      }
    >
      <ScrollArea label="Events by weekday and hour" className={styles.area}>
        <table className={styles.week}>
          <thead>
            <tr>
              <td />
              {(week[0] ?? []).map((_, hour) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the place is what it is about.
                <th key={hour} scope="col">
                  <span className="visually-hidden">{hour} o’clock</span>
                  <span aria-hidden="true">{hour % 6 === 0 ? hour : ''}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {week.map((hours, day) => (
              <tr key={DAYS[day]}>
                <th scope="row">
                  <abbr title={DAYS[day]}>{DAYS[day]?.slice(0, 3)}</abbr>
                </th>
                {hours.map((count, hour) => (
                  <td
                    // biome-ignore lint/suspicious/noArrayIndexKey: the place is what it is about.
                    key={hour}
                    data-shade={count === 0 ? 0 : Math.ceil((count / most) * SHADES)}
                    title={`${DAYS[day]}, ${hour}–${hour + 1} h: ${formatFull(count)}`}
                  >
                    <span className="visually-hidden">{formatFull(count)}</span>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollArea>
      <p className={styles.legend}>
        Up to {formatFull(most)} in an hour of the week, over the whole time that is chosen.
      </p>
    </Card>
  );
}
