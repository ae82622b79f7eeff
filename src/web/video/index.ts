export { CallStage } from './CallStage';
export type { CallState, RemotePerson, VideoCall } from './VideoCall';
