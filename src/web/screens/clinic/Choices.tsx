import { Button, type IconName } from '../../ui';

export interface Choice {
  key: string;
  icon: IconName;
  title: string;
  what: string;
  /** A number that the press calls. */
  phone?: string;
  onPress?: () => void;
}

interface Props {
  choices: Choice[];
  /** The one that helps most likely. */
  first: string;
  /** The key of the choice that is being carried out. */
  busy?: string;
}

/** Ways out of a trouble, each with what it does. */
export function Choices({ choices, first, busy }: Props) {
  return (
    <ul class="choices">
      {choices.map(({ key, icon, title, what, phone, onPress }) => (
        <li key={key}>
          {phone ? (
            <a class="button button-secondary block" href={`tel:${phone}`}>{title}</a>
          ) : (
            <Button kind={key === first ? 'primary' : 'secondary'} icon={icon} block busy={busy === key} disabled={busy !== undefined && busy !== key} onClick={onPress}>{title}</Button>
          )}
          <p class="small soft">{what}</p>
        </li>
      ))}
    </ul>
  );
}
