import { translator } from '../../../i18n';

export const texts = {
  'print': 'Print',
  'printed': 'Printed {time} by {name}',
} as const;

export const say = translator(texts);
