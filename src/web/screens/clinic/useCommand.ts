import { toast } from '../../ui';
import { useAction } from '../staff/useAction';
import { useClinicLink } from './ClinicLink';

/** One hub command at a time about one visit: busy, refused in words, or done with a word. */
export function useCommand(visitId: string) {
  const link = useClinicLink();
  const action = useAction();
  const send = async (method: string, request: object = {}, said?: string) => {
    const done = await action.run(() => link.command(method, { visitId, ...request }));
    if (done && said) toast(said, 'good');
    return done;
  };
  return { busy: action.busy, refusal: action.refusal, clear: action.clear, send };
}
