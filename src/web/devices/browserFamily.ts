export type BrowserFamily = 'ios' | 'android' | 'chromium' | 'firefox' | 'safari' | 'inApp';

/** Which way to the camera's permission to describe. It only chooses a text: nothing else may depend on a browser's name. */
export function browserFamily(agent: string = navigator.userAgent): BrowserFamily {
  if (/FBAN|FBAV|Instagram|Line\/|; wv\)|GSA\//.test(agent)) return 'inApp';
  if (/iPhone|iPad|iPod/.test(agent)) return 'ios';
  if (/Android/.test(agent)) return 'android';
  if (/Firefox\//.test(agent)) return 'firefox';
  return /Chrom(e|ium)\//.test(agent) ? 'chromium' : /Safari\//.test(agent) ? 'safari' : 'chromium';
}
