import { useState } from 'preact/hooks';
import { Button, CheckboxField, Dialog, TextField } from '../../../ui';
import { say } from '../texts';
import { bell } from './bell';

export interface BoardChoice {
  mine: boolean;
  day: string;
  search: string;
}

interface Props {
  choice: BoardChoice;
  onChoice: (choice: BoardChoice) => void;
  canBeMine: boolean;
}

export function BoardBar({ choice, onChoice, canBeMine }: Props) {
  const [sound, setSound] = useState(bell.on);
  const [keys, setKeys] = useState(false);
  const whose = (mine: boolean, text: string) => (
    <button type="button" aria-pressed={choice.mine === mine} onClick={() => onChoice({ ...choice, mine })}>{text}</button>
  );
  return (
    <div class="board-bar" role="group" aria-label={say('board.filters')}>
      {canBeMine && (
        <div class="segments" role="group" aria-label={say('board.show')}>
          {whose(true, say('board.mine'))}
          {whose(false, say('board.all'))}
        </div>
      )}
      <TextField id="board-search" type="search" label={say('board.search')} autocomplete="off" value={choice.search} onValue={(search) => onChoice({ ...choice, search })} />
      <TextField id="board-day" type="date" label={say('board.dayLabel')} value={choice.day} onValue={(day) => onChoice({ ...choice, day })} />
      <CheckboxField
        id="board-sound"
        label={say('board.sound')}
        checked={sound}
        onChecked={(on) => {
          bell.set(on);
          setSound(on);
        }}
      />
      <Button kind="quiet" onClick={() => setKeys(true)}>{say('board.keys')}</Button>
      {keys && <Keys onClose={() => setKeys(false)} />}
    </div>
  );
}

function Keys({ onClose }: { onClose: () => void }) {
  const list = [
    { keys: ['↓', 'J', '↑', 'K'], text: say('keys.move') },
    { keys: ['Enter'], text: say('keys.open') },
    { keys: ['A'], text: say('keys.admit') },
    { keys: ['M'], text: say('keys.more') },
  ];
  return (
    <Dialog title={say('keys.title')} onClose={onClose}>
      <p class="soft">{say('keys.text')}</p>
      <dl class="facts">
        {list.map(({ keys, text }) => (
          <div key={text}>
            <dt>{keys.map((key) => <kbd key={key}>{key}</kbd>)}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
