import type { Topic } from './topics';

interface Words {
  /** What is wrong. */
  what: string;
  /** What can be done about it. */
  next: string;
}

/** `{place}` is where the patient said they are. */
export const texts: Record<'en' | 'es', Record<Topic, Words>> = {
  en: {
    unserved: {
      what: 'Our clinic is not allowed to care for people who are in {place} right now. It depends on where you are at this moment, not on where you live.',
      next: 'If you are somewhere else, correct the place. If not, ask the clinic to call you: they can find a time when you are back, or help you find care where you are.',
    },
    outside: {
      what: 'You told us that you are outside the United States. Our clinic is only allowed to care for people who are in certain US states.',
      next: 'If you are somewhere else, correct the place. If not, ask the clinic to call you and choose a time when you are back.',
    },
    unsure: {
      what: 'We do not know yet which state you are in, and the visit cannot start without it.',
      next: 'Choose the state you are in. If you do not know, sharing your device’s location can help, or the clinic can find it out with you by phone.',
    },
    stale: {
      what: 'It has been a while since you told us where you are.',
      next: 'Tell us once more where you are. Then the visit can go on.',
    },
    border: {
      what: 'Your device is close to a state line, so we cannot be sure which side you are on.',
      next: 'Give the street address where you are. Your clinician can also confirm it with you on camera. You keep your place.',
    },
    conflict: {
      what: 'Your device’s location does not fit the place that you told us.',
      next: 'Check the place. Devices can be wrong: if yours is, keep your answer and give the address, and your clinician will confirm it with you.',
    },
    clinician: {
      what: 'Your clinician is not licensed to care for people in {place}. You did nothing wrong.',
      next: 'Ask the clinic to call you. Another clinician may be able to see you, or another day may work.',
    },
    clinicianTime: {
      what: 'Your clinician’s license for {place} does not cover the time of this visit. You did nothing wrong.',
      next: 'Ask the clinic to call you. Another clinician or another time may work.',
    },
    clinicianSays: {
      what: 'Your clinician first has to note where they are themselves.',
      next: 'There is nothing for you to do. Please stay; you keep your place.',
    },
    clinicianAway: {
      what: 'Your clinician may see people in {place} only from their own state, and is not there now.',
      next: 'Ask the clinic to call you. Another clinician or another time may work.',
    },
    clinicianNotes: {
      what: 'Your clinician first has to note why they may see you while you are in {place}.',
      next: 'There is nothing for you to do. Please stay; you keep your place.',
    },
    limit: {
      what: 'Your clinician may see only a limited number of people in {place}, and cannot see more now.',
      next: 'Ask the clinic to call you. Another clinician may be able to see you.',
    },
    consent: {
      what: 'We do not have your agreement to care by video yet.',
      next: 'Finish the check-in: read the text about care by video and say whether you agree.',
    },
    identity: {
      what: 'We still have to make sure that it is you.',
      next: 'Open your link again and enter your date of birth, or call the clinic.',
    },
    contact: {
      what: 'We do not know yet whom to call if something happens to you during the visit.',
      next: 'Finish the check-in: name someone, or tell us that you would rather not.',
    },
    guardian: {
      what: 'Because of your age, a parent or guardian may need to agree before the visit can start.',
      next: 'Ask the clinic to call you. They will help with this, and can tell you when you may decide by yourself.',
    },
    guardianIdentity: {
      what: 'The clinic first has to make sure who the parent or guardian is that agreed.',
      next: 'Your parent or guardian can show an ID to the clinician, or call the clinic.',
    },
    unnamed: {
      what: 'The clinic has not chosen a clinician for your visit yet.',
      next: 'Please stay, or call the clinic. You keep your place.',
    },
    fault: {
      what: 'Something went wrong on our side while we checked whether the visit may start.',
      next: 'Try once more. If it stays like this, ask the clinic to call you.',
    },
    other: {
      what: 'The clinic has to look at this before the visit can start.',
      next: 'Ask the clinic to call you, or call them now.',
    },
  },
  es: {
    unserved: {
      what: 'Nuestra clínica no tiene permiso para atender a personas que están ahora en {place}. Depende de dónde está en este momento, no de dónde vive.',
      next: 'Si está en otro lugar, corríjalo. Si no, pida que la clínica le llame: pueden buscar una hora en que ya haya vuelto, o ayudarle a encontrar atención donde está.',
    },
    outside: {
      what: 'Nos dijo que está fuera de Estados Unidos. Nuestra clínica solo puede atender a personas que están en ciertos estados de EE. UU.',
      next: 'Si está en otro lugar, corríjalo. Si no, pida que la clínica le llame y elija una hora en que ya haya vuelto.',
    },
    unsure: {
      what: 'Todavía no sabemos en qué estado está, y sin eso la visita no puede empezar.',
      next: 'Elija el estado donde está. Si no lo sabe, compartir la ubicación de su dispositivo puede ayudar, o la clínica puede averiguarlo con usted por teléfono.',
    },
    stale: {
      what: 'Ya pasó un rato desde que nos dijo dónde está.',
      next: 'Díganos otra vez dónde está. Después la visita puede seguir.',
    },
    border: {
      what: 'Su dispositivo está cerca del límite entre dos estados y no podemos saber con certeza de qué lado está usted.',
      next: 'Escriba la dirección donde está. Su profesional también puede confirmarla con usted por cámara. Conserva su lugar.',
    },
    conflict: {
      what: 'La ubicación de su dispositivo no coincide con el lugar que nos dijo.',
      next: 'Revise el lugar. Los dispositivos se equivocan: si es el caso, mantenga su respuesta y escriba la dirección, y su profesional la confirmará con usted.',
    },
    clinician: {
      what: 'Su profesional no tiene licencia para atender a personas en {place}. Usted no hizo nada mal.',
      next: 'Pida que la clínica le llame. Quizá otro profesional pueda atenderle, o sea posible otro día.',
    },
    clinicianTime: {
      what: 'La licencia de su profesional para {place} no cubre la hora de esta visita. Usted no hizo nada mal.',
      next: 'Pida que la clínica le llame. Quizá sea posible con otro profesional o a otra hora.',
    },
    clinicianSays: {
      what: 'Su profesional primero tiene que anotar dónde se encuentra.',
      next: 'Usted no tiene que hacer nada. Quédese; conserva su lugar.',
    },
    clinicianAway: {
      what: 'Su profesional solo puede atender a personas en {place} desde su propio estado, y ahora no está allí.',
      next: 'Pida que la clínica le llame. Quizá sea posible con otro profesional o a otra hora.',
    },
    clinicianNotes: {
      what: 'Su profesional primero tiene que anotar por qué puede atenderle mientras usted está en {place}.',
      next: 'Usted no tiene que hacer nada. Quédese; conserva su lugar.',
    },
    limit: {
      what: 'Su profesional solo puede atender a un número limitado de personas en {place}, y ahora no puede atender a más.',
      next: 'Pida que la clínica le llame. Quizá otro profesional pueda atenderle.',
    },
    consent: {
      what: 'Todavía no tenemos su acuerdo para la atención por video.',
      next: 'Termine el registro: lea el texto sobre la atención por video y diga si está de acuerdo.',
    },
    identity: {
      what: 'Todavía tenemos que asegurarnos de que es usted.',
      next: 'Abra de nuevo su enlace y escriba su fecha de nacimiento, o llame a la clínica.',
    },
    contact: {
      what: 'Todavía no sabemos a quién llamar si le pasa algo durante la visita.',
      next: 'Termine el registro: indique a alguien, o díganos que prefiere no hacerlo.',
    },
    guardian: {
      what: 'Por su edad, puede que un padre, madre o tutor tenga que aceptar antes de que la visita empiece.',
      next: 'Pida que la clínica le llame. Le ayudarán con esto y pueden decirle cuándo puede decidir usted.',
    },
    guardianIdentity: {
      what: 'La clínica primero tiene que asegurarse de quién es el padre, la madre o el tutor que aceptó.',
      next: 'Su padre, madre o tutor puede mostrar una identificación al profesional, o llamar a la clínica.',
    },
    unnamed: {
      what: 'La clínica todavía no ha elegido a un profesional para su visita.',
      next: 'Quédese, o llame a la clínica. Conserva su lugar.',
    },
    fault: {
      what: 'Algo falló de nuestro lado mientras revisábamos si la visita puede empezar.',
      next: 'Inténtelo una vez más. Si sigue igual, pida que la clínica le llame.',
    },
    other: {
      what: 'La clínica tiene que revisar esto antes de que la visita empiece.',
      next: 'Pida que la clínica le llame, o llámela ahora.',
    },
  },
};
