using Microsoft.AspNetCore.Identity;
using NodaTime;
using Telehealth.Domain;

namespace Telehealth.Server.Storage.Model;

/// <summary>A member of staff and their sign-in.</summary>
internal sealed class StaffAccount : IdentityUser<Guid>
{
    public string GivenName { get; set; } = "";
    public string FamilyName { get; set; } = "";
    public StaffRoles Roles { get; set; }
    public bool Disabled { get; set; }
    public Instant CreatedAt { get; set; }
    public StaffId StaffId => new(Id);
}
