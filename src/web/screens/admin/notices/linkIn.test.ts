import { expect, it } from 'vitest';
import { linkIn } from './linkIn';

it('finds the link of a message as a path of this server', () => {
  expect(linkIn('Clinic: You have a video visit. Your link: https://visits.example/join/ab-C_9 Questions: +1')).toBe('/join/ab-C_9');
  expect(linkIn('Your video visit is cancelled.')).toBeUndefined();
});
