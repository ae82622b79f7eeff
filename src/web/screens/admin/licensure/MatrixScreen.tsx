import { useState } from 'preact/hooks';
import { usStates, type Matrix, type MatrixCell, type MatrixRow } from '../../../contract';
import { Button, Card, Dialog, Icon, ScreenTitle, SelectField, TableScroll, TextField } from '../../../ui';
import { Link } from '../../staff/Link';
import { Facts, Loaded, Reasons, VerdictBadge } from '../../staff/parts';
import { useStaff } from '../../staff/StaffSession';
import { say as common } from '../../staff/texts';
import { dayText } from '../../staff/time';
import { useLoad } from '../../staff/useLoad';
import { professionOptions } from '../clinicians/AddClinician';
import { say as admin } from '../texts';
import { cellWhy, moved, type Cell } from './matrix';
import { say } from './texts';

/** Clinicians by states: the gate's answer in every cell, with its reasons behind it. */
export function MatrixScreen() {
  const { api } = useStaff();
  const [on, setOn] = useState('');
  const [profession, setProfession] = useState('');
  const query = { ...(on ? { on } : {}), ...(profession ? { profession } : {}) };
  const matrix = useLoad(JSON.stringify(query), (signal) => api.get<Matrix>('/api/licensure/matrix', { query, signal }));
  return (
    <>
      <ScreenTitle>{say('matrix.title')}</ScreenTitle>
      <div class="filters">
        <TextField id="on" type="date" label={say('matrix.day')} hint={say('matrix.dayHint')} value={on} onValue={setOn} />
        <SelectField id="profession" label={say('matrix.profession')} value={profession} onValue={setProfession} empty={say('matrix.every')} options={professionOptions} />
      </div>
      <Card>
        <Loaded state={matrix}>
          {(loaded) => (
            <>
              <p class="small soft" role="status">
                {loaded.on ? say('matrix.onDay', { day: dayText(loaded.on) }) : say('matrix.today')} {say('matrix.rules', { version: loaded.rulesVersion })}.
              </p>
              <Grid matrix={loaded} />
            </>
          )}
        </Loaded>
      </Card>
    </>
  );
}

function Grid({ matrix: { states, clinicians } }: { matrix: Matrix }) {
  const [at, setAt] = useState<Cell>({ row: 0, column: 0 });
  const [open, setOpen] = useState<{ row: MatrixRow; cell: MatrixCell }>();
  if (clinicians.length === 0) return <p class="empty">{say('matrix.empty')}</p>;
  const move = (event: KeyboardEvent) => {
    const next = moved(at, event.key, clinicians.length, states.length);
    if (!next) return;
    event.preventDefault();
    setAt(next);
    (event.currentTarget as HTMLElement).querySelector<HTMLElement>(`[data-cell='${next.row}-${next.column}']`)?.focus();
  };
  return (
    <>
      <p class="small soft matrix-keys">{say('matrix.keys')}</p>
      <TableScroll label={say('matrix.title')}>
        <table class="table matrix" role="grid" aria-label={say('matrix.title')} onKeyDown={move}>
          <thead>
            <tr>
              <th scope="col">{say('matrix.clinician')}</th>
              {states.map((state) => <th key={state} scope="col"><abbr title={usStates[state]}>{state}</abbr></th>)}
            </tr>
          </thead>
          <tbody>
            {clinicians.map((row, index) => (
              <tr key={row.clinicianId}>
                <th scope="row">
                  <Link to={`/admin/clinicians/${row.clinicianId}`}>{nameOf(row)}</Link>
                  <span class="small soft">{row.profession}</span>
                </th>
                {row.cells.map((cell, column) => (
                  <td key={cell.state} data-title={usStates[cell.state] ?? cell.state}>
                    <button
                      type="button"
                      class={`matrix-cell matrix-${cell.verdict}`}
                      data-cell={`${index}-${column}`}
                      tabIndex={at.row === index && at.column === column ? 0 : -1}
                      onFocus={() => setAt({ row: index, column })}
                      onClick={() => setOpen({ row, cell })}
                    >
                      <span class="sr-only">{say('matrix.cell', { name: nameOf(row), state: usStates[cell.state] ?? cell.state })} </span>
                      <span class="matrix-word"><Icon name={cell.verdict === 'Allow' ? 'check' : cell.verdict === 'Hold' ? 'alert' : 'close'} /> {say(`matrix.${cell.verdict}`)}</span>
                      <span class="small">{cellWhy(cell)}</span>
                    </button>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
      {open && <CellDialog {...open} onClose={() => setOpen(undefined)} />}
    </>
  );
}

function CellDialog({ row, cell, onClose }: { row: MatrixRow; cell: MatrixCell; onClose: () => void }) {
  const { authority } = cell;
  return (
    <Dialog title={say('matrix.dialog', { name: nameOf(row), state: usStates[cell.state] ?? cell.state })} onClose={onClose}>
      <VerdictBadge verdict={cell.verdict} />
      <Reasons reasons={cell.reasons} />
      {authority && (
        <Facts
          items={[
            { name: say('matrix.relies'), value: `${common(`authorityKind.${authority.kind}`)}, ${authority.issuer} ${authority.number}` },
            { name: say('matrix.valid'), value: admin('authorities.dateRange', { from: dayText(authority.effectiveOn), to: dayText(authority.expiresOn) }) },
            { name: say('matrix.verified'), value: dayText(authority.verifiedOn) || common('none') },
          ]}
        />
      )}
      <div class="actions">
        <Link to={`/admin/clinicians/${row.clinicianId}`} class="button button-secondary">{say('matrix.open')}</Link>
        <Button kind="quiet" onClick={onClose}>{say('matrix.close')}</Button>
      </div>
    </Dialog>
  );
}

const nameOf = ({ name, credentials }: MatrixRow) => (credentials ? `${name}, ${credentials}` : name);
