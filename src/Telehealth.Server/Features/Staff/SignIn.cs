using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors;
using Telehealth.Server.Doors.Sessions;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Features.Staff;

internal sealed record SignInRequest(string Email, string Password, SessionMode Mode = SessionMode.Cookie);

internal sealed record SignInAnswer(Guid SessionId, Instant ExpiresAt, StaffView Staff, string? CsrfToken = null, string? AccessToken = null);

/// <summary>Staff by e-mail and password. The answer is the same for an unknown account, a wrong password and a disabled account.</summary>
internal sealed class SignIn(TelehealthDb db, IClinicDesk desk, IPasswordHasher<StaffAccount> hasher, IOptions<AccountOptions> options, DoorCounts counts)
{
    private static readonly StaffAccount Nobody = new();
    private static string? nobodysHash;

    public async Task<Answer<SignInAnswer>> HandleAsync(SignInRequest request, HttpContext http, CancellationToken cancellation)
    {
        if (request.Email.Length > 254 || request.Password.Length > 200) return RefusalCode.NotSignedIn;
        var normalized = request.Email.ToUpperInvariant();
        var account = await db.Users.AsNoTracking().FirstOrDefaultAsync(u => u.NormalizedEmail == normalized, cancellation);
        // Costs the same whether the account exists or not, and runs outside any lock.
        var right = Verify(account, request.Password);
        if (account is null)
        {
            counts.Add("SignIn:UnknownAccount");
            return RefusalCode.NotSignedIn;
        }

        var (issued, problem) = await desk.ExecuteAsync(Actor.System, (work, token) => DecideAsync(work, account, right, CallOrigin.Of(http), token), cancellation);
        if (issued is null) return problem!;
        var (csrf, access) = SessionCookies.Hand(http, issued, request.Mode);
        return new SignInAnswer(issued.Id, issued.ExpiresAt, await StaffView.LoadAsync(db, account.StaffId, cancellation), csrf, access);
    }

    private async Task<(IssuedSession? Issued, Problem? Problem)> DecideAsync(
        ClinicWork work, StaffAccount seen, bool right, IReadOnlyDictionary<string, string> origin, CancellationToken cancellation)
    {
        var account = await work.Db.Users.FirstAsync(u => u.Id == seen.Id, cancellation);
        if (account.LockoutEnd is { } until && Instant.FromDateTimeOffset(until) > work.Now) return (null, Refuse(work, account, origin, "ACCOUNT_LOCKED", Locked(until, work.Now)));
        if (account.Disabled) return (null, Refuse(work, account, origin, "ACCOUNT_DISABLED", Problem.Of(RefusalCode.NotSignedIn)));
        if (!right || account.PasswordHash != seen.PasswordHash) return (null, WrongPassword(work, account, origin));
        account.AccessFailedCount = 0;
        account.LockoutEnd = null;
        return (Sessions.BeginStaff(work, account.StaffId, account.Roles, Duration.FromHours(options.Value.SessionHours), origin), null);
    }

    private Problem WrongPassword(ClinicWork work, StaffAccount account, IReadOnlyDictionary<string, string> origin)
    {
        account.AccessFailedCount++;
        if (account.AccessFailedCount < options.Value.LockoutTries) return Refuse(work, account, origin, "WRONG_PASSWORD", Problem.Of(RefusalCode.NotSignedIn));
        var until = (work.Now + Duration.FromMinutes(options.Value.LockoutMinutes)).ToDateTimeOffset();
        account.AccessFailedCount = 0;
        account.LockoutEnd = until;
        work.Record(new ClinicRecord("AccountLocked", Sessions.Area, StaffAccounts.SubjectOf(account.StaffId), Detail: origin));
        return Refuse(work, account, origin, "WRONG_PASSWORD", Locked(until, work.Now));
    }

    private static Problem Refuse(ClinicWork work, StaffAccount account, IReadOnlyDictionary<string, string> origin, string reason, Problem problem)
    {
        work.Record(new ClinicRecord("SignInRefused", Sessions.Area, StaffAccounts.SubjectOf(account.StaffId), Reasons: [reason], Detail: origin));
        return problem;
    }

    private static Problem Locked(DateTimeOffset until, Instant now) =>
        Problem.Of(RefusalCode.RateLimited, "Too many wrong passwords. Wait, then try again.") with
        {
            RetryAfter = (int)Math.Ceiling((Instant.FromDateTimeOffset(until) - now).TotalSeconds),
        };

    private bool Verify(StaffAccount? account, string password)
    {
        var hash = account?.PasswordHash ?? (nobodysHash ??= hasher.HashPassword(Nobody, Guid.NewGuid().ToString()));
        return hasher.VerifyHashedPassword(account ?? Nobody, hash, password) is not PasswordVerificationResult.Failed && account?.PasswordHash is not null;
    }
}
