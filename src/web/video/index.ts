export { CallStage } from './CallStage';
export type { RoomCallState } from './RoomCall';
export type { CallState, RemotePerson, VideoCall } from './VideoCall';
