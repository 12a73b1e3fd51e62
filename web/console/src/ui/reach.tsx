/** How far drives came: shares by outcome, way and engine, counted anew while one looks. */

import type { JSX } from 'preact';
import type { ReachRow } from '../../../link/src/protocol.ts';
import { allDrives, countOf, reachLines, STANDINGS, type Standing } from '../pure/reach.ts';
import { lang, words } from '../words/words.ts';

/** The part; nothing where nobody was driven. */
export function Reach({ rows }: { rows: ReachRow[] }): JSX.Element | null {
  const all = allDrives(rows);
  const count = countOf(all);
  if (count === 0) return null;
  const shown = STANDINGS.filter((it) => all[it] > 0);
  return (
    <section class="table-part">
      <h2>{words.reach.title}</h2>
      <p class="soft small">{words.reach.hint}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys. */}
      <section class="table-scroll" tabIndex={0} aria-label={words.reach.title}>
        <table>
          <thead>
            <tr>
              <th scope="col">{words.reach.way}</th>
              <th scope="col">{words.reach.engine}</th>
              <th scope="col">{words.reports.columns.drives}</th>
              {shown.map((it) => (
                <th scope="col" key={it}>
                  {words.reach.standings[it]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {reachLines(rows).map((line) => (
              <tr key={`${line.way} ${line.engine}`}>
                <th scope="row">
                  {line.way === null ? words.reach.none : words.facts.way[line.way]}
                </th>
                <td>{words.reach.engines[line.engine]}</td>
                <Cells drives={line.drives} count={line.count} shown={shown} />
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{words.reports.sum}</th>
              <td />
              <Cells drives={all} count={count} shown={shown} />
            </tr>
          </tfoot>
        </table>
      </section>
    </section>
  );
}

function Cells(props: {
  drives: Record<Standing, number>;
  count: number;
  shown: Standing[];
}): JSX.Element {
  const { drives, count, shown } = props;
  const share = new Intl.NumberFormat(lang(), { style: 'percent', maximumFractionDigits: 1 });
  return (
    <>
      <td>{new Intl.NumberFormat(lang()).format(count)}</td>
      {shown.map((it) => (
        <td key={it} title={String(drives[it])}>
          {share.format(drives[it] / count)}
        </td>
      ))}
    </>
  );
}
