import type { VisitView } from '../../../contract';
import { Button, Icon, announce, toast } from '../../../ui';
import { Facts } from '../../staff/parts';
import { say as common } from '../../staff/texts';
import { durationText } from '../../staff/time';
import { say } from '../texts';
import { addressLines } from './placeText';

/** Where the patient is and who can be called: pinned, whatever else is on the screen. */
export function PlaceCard({ view, now, large }: { view: VisitView; now: number; large?: boolean }) {
  const { checkIn, patient } = view;
  const place = checkIn?.place;
  const lines = place ? addressLines(place) : [];
  return (
    <section class={`place-card ${large ? 'place-card-large' : ''}`} aria-labelledby="place-title">
      <header class="card-head">
        <h2 id="place-title"><Icon name="pin" /> {say('card.title')}</h2>
        {place && <CopyAddress text={lines.join(', ')} />}
      </header>
      {place ? (
        <address class="place-address">
          {lines.map((line) => <span key={line}>{line}</span>)}
          {!place.line && <span class="small soft">{say('card.noAddress')}</span>}
          {place.landmark && <span>{say('card.landmark', { landmark: place.landmark })}</span>}
        </address>
      ) : (
        <p class="soft">{say('card.noPlace')}</p>
      )}
      <p class="small soft">
        {checkIn?.attestedAt && say('card.attested', { time: durationText(now - Date.parse(checkIn.attestedAt)) })}
        {patient?.checkedInBy === 'ByStaff' || patient?.checkedInBy === 'Guardian' ? `. ${say(`card.by.${patient.checkedInBy}`)}` : ''}
      </p>
      <Facts
        items={[
          { name: say('card.callback'), value: <Phone phone={patient?.callbackPhone} declined={patient?.callbackPhoneDeclined} /> },
          {
            name: say('card.contact'),
            value: patient?.emergencyContact ? (
              <>
                {patient.emergencyContact.name} ({patient.emergencyContact.relationship}) <Phone phone={patient.emergencyContact.phone} />
              </>
            ) : (
              <Phone declined={patient?.emergencyContactDeclined} />
            ),
          },
        ]}
      />
      <p class="place-911"><Icon name="alert" /> {say('card.911')}</p>
    </section>
  );
}

/** On a narrow screen: the address in one pinned line that opens to the rest. */
export function PlaceBar({ view, now }: { view: VisitView; now: number }) {
  const place = view.checkIn?.place;
  return (
    <details class="place-bar">
      <summary>
        <Icon name="pin" />
        <span>{place ? addressLines(place).join(', ') : say('card.noPlace')}</span>
      </summary>
      <PlaceCard view={view} now={now} />
    </details>
  );
}

function Phone({ phone, declined }: { phone?: string; declined?: 'NoPhone' | 'PrefersNotToSay' | 'Unsafe' | 'Other' }) {
  if (phone) return <a href={`tel:${phone}`}>{phone}</a>;
  return <span class="soft">{declined ? say('card.declined', { reason: say(`decline.${declined}`).toLowerCase() }) : say('card.missing')}</span>;
}

function CopyAddress({ text }: { text: string }) {
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => announce(common('copied')),
      () => toast(common('copyFailed'), 'warning'),
    );
  return <Button kind="quiet" icon="file" aria-label={say('card.copy')} onClick={() => void copy()}>{common('copy')}</Button>;
}
