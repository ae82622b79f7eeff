export { browserFamily } from './browserFamily';
export { LocalMedia, type Kind, type LocalState } from './LocalMedia';
export { useLocalMedia } from './useLocalMedia';
export { playChime, watchLevel } from './sound';
export { useWakeLock } from './useWakeLock';
