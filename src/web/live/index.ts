export { Api, ApiProblem, newCommandId, type Credentials } from './api';
export { HubLink, type LinkState } from './HubLink';
export { Listeners } from './Listeners';
export { sessions, type JoinSession, type StaffSession } from './sessions';
export { useChat, type Outgoing } from './useChat';
export { useMediaNews, type MediaNews } from './useMediaNews';
export { useLinkState, useVisit } from './useVisit';
export { VisitConnection, type VisitState } from './VisitConnection';
