interface Words {
  title: string;
  given: string;
  taken: string;
  read: string;
  what: string;
  points: string[];
  take: string;
  sure: string;
  yes: string;
  keep: string;
  next: string;
  again: string;
  afterCall: string;
}

export const texts: Record<'en' | 'es', Words> = {
  en: {
    title: 'Your agreement to care by video',
    given: 'You agreed to care by video for this visit.',
    taken: 'You took back your agreement. The clinic knows.',
    read: 'Read what you agreed to',
    what: 'If you take it back',
    points: [
      'The visit cannot start by video. If you are in a call now, it is not cut off, but nobody can join it again.',
      'Your clinician and the front desk are told at once. You do not have to say why.',
      'Your appointment stays, and so does your place in line. You can agree again at any time.',
      'It does not undo the care that you have had, and the clinic keeps its records of it.',
      'You can still be cared for in another way. The clinic will help you with that.',
    ],
    take: 'Take back my agreement',
    sure: 'Take back your agreement now?',
    yes: 'Yes, take it back',
    keep: 'Keep my agreement',
    next: 'What you can do now',
    again: 'If you want to go on by video, close this and agree again.',
    afterCall: 'If you want to go on by video, hang up first: the page then lets you agree again.',
  },
  es: {
    title: 'Su acuerdo para la atención por video',
    given: 'Usted aceptó la atención por video para esta visita.',
    taken: 'Retiró su acuerdo. La clínica ya lo sabe.',
    read: 'Leer lo que aceptó',
    what: 'Si lo retira',
    points: [
      'La visita no puede empezar por video. Si está ahora en una llamada, no se corta, pero nadie puede volver a entrar.',
      'Se avisa enseguida a su profesional y a la recepción. No tiene que decir por qué.',
      'Su cita se mantiene y también su lugar en la fila. Puede volver a aceptar cuando quiera.',
      'No deshace la atención que ya recibió, y la clínica conserva sus registros.',
      'Puede recibir atención de otra manera. La clínica le ayudará con eso.',
    ],
    take: 'Retirar mi acuerdo',
    sure: '¿Retirar su acuerdo ahora?',
    yes: 'Sí, retirarlo',
    keep: 'Mantener mi acuerdo',
    next: 'Qué puede hacer ahora',
    again: 'Si quiere seguir por video, cierre esto y vuelva a aceptar.',
    afterCall: 'Si quiere seguir por video, cuelgue primero: después la página le permite volver a aceptar.',
  },
};
