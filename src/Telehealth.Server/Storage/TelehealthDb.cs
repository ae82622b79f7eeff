using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Telehealth.Server.Storage;

/// <summary>The model of both engines.</summary>
internal abstract class TelehealthDb(DbContextOptions options) : IdentityDbContext<StaffAccount, IdentityRole<Guid>, Guid>(options);

/// <summary>A member of staff's sign-in.</summary>
internal sealed class StaffAccount : IdentityUser<Guid>;
