const key = 'th.staff.bell';
let audio: AudioContext | undefined;

/** The sound for arrivals: off until a member of staff switches it on, kept for this browser. */
export const bell = {
  on: () => localStorage.getItem(key) === 'on',
  set(on: boolean) {
    localStorage.setItem(key, on ? 'on' : 'off');
    if (on) void bell.ring();
  },
  /** Two soft notes. A browser that blocks sound before the first click stays silent. */
  async ring() {
    audio ??= new AudioContext();
    if (audio.state === 'suspended') await audio.resume().catch(() => undefined);
    const start = audio.currentTime;
    note(audio, 660, start);
    note(audio, 880, start + 0.18);
  },
};

function note(context: AudioContext, frequency: number, at: number) {
  const tone = context.createOscillator();
  const volume = context.createGain();
  tone.frequency.value = frequency;
  volume.gain.setValueAtTime(0.0001, at);
  volume.gain.exponentialRampToValueAtTime(0.12, at + 0.02);
  volume.gain.exponentialRampToValueAtTime(0.0001, at + 0.4);
  tone.connect(volume).connect(context.destination);
  tone.start(at);
  tone.stop(at + 0.45);
}
