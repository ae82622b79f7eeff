using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Telehealth.Domain;
using Telehealth.Server.Desk;

namespace Telehealth.Server.Features.Staff;

/// <summary>Creates the configured first Admin while the clinic has none.</summary>
internal sealed class FirstAdmin(IServiceScopeFactory scopes, IOptions<AccountOptions> options) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.FirstAdmin is not { Email: { } email, Password: { } password }) return;
        await using var scope = scopes.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<StaffAccounts>();
        var desk = scope.ServiceProvider.GetRequiredService<IClinicDesk>();
        var wrong = await desk.ExecuteAsync(Actor.System, async (work, token) =>
        {
            var roles = await work.Db.Users.Where(u => !u.Disabled).Select(u => u.Roles).ToListAsync(token);
            if (roles.Any(r => r.HasFlag(StaffRoles.Admin))) return [];
            return (await accounts.AddAsync(work, new NewStaff(email, password, "First", "Admin", StaffRoles.Admin | StaffRoles.FrontDesk), null)).Wrong;
        }, cancellationToken);
        if (wrong.Count > 0) throw new OptionsValidationException(nameof(AccountOptions), typeof(AccountOptions), wrong.Select(code => $"Identity:FirstAdmin: {code}"));
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
