export type * from './hub';
export type * from './licensure';
export type * from './reports';
export type * from './rest';
export type * from './staff';
export type * from './vendor';
export type * from './visit';
export * from './places';
export * from './refusal';
