import { useEffect, useState } from 'preact/hooks';
import type { Page, WorkItem } from '../../../contract';
import { Button, Card, ScreenTitle } from '../../../ui';
import { Link } from '../../staff/Link';
import { Loaded, RefusalBanner } from '../../staff/parts';
import { useStaff } from '../../staff/StaffSession';
import { durationText, useNow } from '../../staff/time';
import { useAction } from '../../staff/useAction';
import { useLoad } from '../../staff/useLoad';
import { useClinicLink } from '../ClinicLink';
import { say, texts } from '../texts';

const everyMs = 15_000;

/** The desk's open items; loaded anew when an alert comes and every few seconds. */
export function useWork() {
  const { api } = useStaff();
  const link = useClinicLink();
  const work = useLoad('work', (signal) => api.get<Page<WorkItem>>('/api/work', { signal }));
  useEffect(() => {
    const timer = setInterval(work.reload, everyMs);
    const forget = link.on('AlertRaised', work.reload);
    return () => {
      clearInterval(timer);
      forget();
    };
  }, [link, work.reload]);
  return work;
}

export const openItems = (items: readonly WorkItem[]) =>
  items.filter(({ doneAt }) => !doneAt).sort((a, b) => Number(b.kind === 'SafetyConcern') - Number(a.kind === 'SafetyConcern') || a.at.localeCompare(b.at));

export function WorkScreen({ work }: { work: ReturnType<typeof useWork> }) {
  const { api } = useStaff();
  const now = useNow(30_000);
  const action = useAction();
  const [doing, setDoing] = useState<string>();
  const done = (item: WorkItem) => {
    setDoing(item.id);
    void action.run(() => api.post(`/api/work/${item.id}/done`)).then((ok) => ok && work.reload());
  };
  return (
    <div class="stack">
      <ScreenTitle>{say('work.title')}</ScreenTitle>
      <RefusalBanner refusal={action.refusal} />
      <Loaded state={work}>
        {({ items }) =>
          openItems(items).length === 0 ? (
            <Card>
              <p class="empty">{say('work.empty')}</p>
            </Card>
          ) : (
            <ul class="work">
              {openItems(items).map((item) => (
                <li key={item.id} class={item.kind === 'SafetyConcern' ? 'work-item work-urgent' : 'work-item'}>
                  <div>
                    <h2>{kindText(item.kind)}</h2>
                    <p class="soft">{whatText(item.kind)}</p>
                    <p class="small soft">{say('work.since', { time: durationText(now - Date.parse(item.at)) })}</p>
                  </div>
                  <div class="row">
                    {item.visitId && <Link class="button button-secondary" to={`/clinic/visits/${item.visitId}`}>{say('work.open')}</Link>}
                    <Button busy={action.busy && doing === item.id} icon="check" aria-label={say('work.named', { what: say('work.done'), item: kindText(item.kind) })} onClick={() => done(item)}>
                      {say('work.done')}
                    </Button>
                  </div>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </div>
  );
}

const textOf = (key: string, otherwise: string) => (key in texts ? say(key as keyof typeof texts) : otherwise);
const kindText = (kind: string) => textOf(`work.${kind}`, kind);
const whatText = (kind: string) => textOf(`work.${kind}.what`, '');
