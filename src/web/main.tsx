import { render } from 'preact';
import './styles/index.css';
import { App } from './App';
import { startLanguage } from './i18n';

startLanguage();
const root = document.getElementById('app');
if (root) render(<App path={location.pathname} />, root);
