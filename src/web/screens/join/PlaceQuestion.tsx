import { useState } from 'preact/hooks';
import { t } from '../../i18n';
import { toast } from '../../ui';
import { PlaceDialog } from './PlaceDialog';
import { StillThere } from './StillThere';
import type { VisitScreenProps } from './VisitScreens';

interface Props extends Pick<VisitScreenProps, 'view' | 'connection'> {
  /** Absent: only when the server asks, not by the clock. */
  now?: number;
}

/** "Still there?" once the visit has started. The answer goes to the clinician; the screen stays as it is. */
export function PlaceQuestion({ view, connection, now }: Props) {
  const [moved, setMoved] = useState(false);
  if (view.me.role !== 'Patient') return null;
  return (
    <>
      <StillThere view={view} connection={connection} now={now} onMoved={() => setMoved(true)} />
      {moved && (
        <PlaceDialog
          connection={connection}
          onClose={() => setMoved(false)}
          onAnswer={() => {
            setMoved(false);
            toast(t('update.saved'), 'good');
          }}
        />
      )}
    </>
  );
}
