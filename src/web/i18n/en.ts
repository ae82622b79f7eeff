export const en = {
  'app.loading': 'Loading',
  'app.loadFailed': 'This page did not load. Check your connection and try again.',
  'app.reload': 'Try again',
  'app.language': 'Language',
  'app.close': 'Close',
  'app.errors': 'Please check these answers',
  'home.title': 'Telehealth video visits',
  'home.patient': 'Have a visit? Open the link in your text message or e-mail.',
  'home.clinic': 'Clinic staff',
  'home.admin': 'Administration',
} as const;
