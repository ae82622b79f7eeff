export function ClinicApp() {
  return (
    <main class="page">
      <h1>Clinic</h1>
    </main>
  );
}
