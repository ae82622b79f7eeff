import type { en } from './en';
import type { Text } from './translator';

export const es: Record<keyof typeof en, Text> = {
  'app.loading': 'Cargando',
  'app.loadFailed': 'Esta página no se cargó. Revise su conexión e inténtelo de nuevo.',
  'app.reload': 'Intentar de nuevo',
  'app.language': 'Idioma',
  'app.close': 'Cerrar',
  'app.errors': 'Por favor revise estas respuestas',
  'home.title': 'Visitas por video',
  'home.patient': '¿Tiene una visita? Abra el enlace de su mensaje de texto o correo electrónico.',
  'home.clinic': 'Personal de la clínica',
  'home.admin': 'Administración',
};
