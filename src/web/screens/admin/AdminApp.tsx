export function AdminApp() {
  return (
    <main class="page">
      <h1>Admin</h1>
    </main>
  );
}
