import { createContext, type ComponentChildren } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import { HubLink, useLinkState } from '../../live';
import { Banner } from '../../ui';
import { useStaff } from '../staff/StaffSession';
import { say } from '../staff/texts';

const LinkContext = createContext<HubLink | undefined>(undefined);

export function useClinicLink(): HubLink {
  const link = useContext(LinkContext);
  if (!link) throw new Error('The clinic’s screens are shown inside its hub connection only.');
  return link;
}

/** One hub connection for all of the clinic's screens in this window. */
export function ClinicLink({ children }: { children: ComponentChildren }) {
  const { credentials, expired } = useStaff();
  const [link, setLink] = useState<HubLink>();
  useEffect(() => {
    const made = HubLink.to(credentials);
    const forget = made.stateChanged.add((state) => {
      if (state === 'signedOut') expired();
    });
    made.start();
    setLink(made);
    return () => {
      forget();
      void made.stop();
    };
  }, [credentials]);
  return link ? <LinkContext.Provider value={link}>{children}</LinkContext.Provider> : null;
}

/** For tests: the screens on a link that the test made. */
export const GivenLink = LinkContext.Provider;

export function LinkNotice() {
  const state = useLinkState(useClinicLink());
  return (
    <div role="status" class="staff-notice">
      {state === 'reconnecting' && <Banner tone="warning">{say('offline')}</Banner>}
    </div>
  );
}
