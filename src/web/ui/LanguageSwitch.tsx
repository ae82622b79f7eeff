import { language, setLanguage, t } from '../i18n';

const languages = [
  { code: 'en', name: 'English' },
  { code: 'es', name: 'Español' },
] as const;

export function LanguageSwitch() {
  return (
    <div class="languages" role="group" aria-label={t('app.language')}>
      {languages.map(({ code, name }) => (
        <button key={code} type="button" lang={code} aria-pressed={language() === code} onClick={() => setLanguage(code)}>
          {code.toUpperCase()}
          <span class="sr-only"> {name}</span>
        </button>
      ))}
    </div>
  );
}
