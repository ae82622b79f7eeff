using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using NodaTime;
using Telehealth.Server.Desk;

namespace Telehealth.Server.Features.Demo;

internal sealed record DemoLink(string Patient, LocalDate? BirthDate, IssuedLink Link);

internal sealed record DemoLinkView(string Patient, LocalDate? BirthDate, string Url, Domain.VisitId VisitId);

internal sealed record DemoSignIn(string Email, string Password, string Can);

internal sealed record DemoAnswer(IReadOnlyList<DemoLinkView> Links, IReadOnlyList<DemoSignIn> SignIns);

/// <summary>The links that this process issued at its start; they are nowhere else.</summary>
internal sealed class DemoLinks
{
    private static readonly DemoSignIn[] SignIns =
    [
        new("amy@demo.test", StaffAccounts.DevelopmentPassword, "clinician, licensed in UT, ID and WA"),
        new("luis@demo.test", StaffAccounts.DevelopmentPassword, "clinician, licensed in AZ and NV, both ending soon"),
        new("fiona@demo.test", StaffAccounts.DevelopmentPassword, "clinician whose FL license has expired"),
        new("frontdesk@demo.test", StaffAccounts.DevelopmentPassword, "front desk"),
        new("admin@demo.test", StaffAccounts.DevelopmentPassword, "admin"),
        new("auditor@demo.test", StaffAccounts.DevelopmentPassword, "auditor"),
    ];

    private readonly ConcurrentQueue<DemoLink> links = new();

    public void Add(DemoLink link) => links.Enqueue(link);

    public DemoAnswer ViewAt(string address) =>
        new([.. links.Select(l => new DemoLinkView(l.Patient, l.BirthDate, $"{address}/join/{l.Link.Token}", l.Link.VisitId))], SignIns);

    public string Text(string address)
    {
        var text = new StringBuilder().AppendLine().AppendLine("A demo clinic is open. Two browser windows make a video visit:");
        foreach (var link in ViewAt(address).Links)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  patient    {link.Url}   ({link.Patient}, born {link.BirthDate:uuuu-MM-dd}, say you are in Utah)");
        }

        text.AppendLine(CultureInfo.InvariantCulture, $"  clinician  {address}/clinic").AppendLine(CultureInfo.InvariantCulture, $"  admin      {address}/admin");
        foreach (var who in SignIns) text.AppendLine(CultureInfo.InvariantCulture, $"  sign in    {who.Email} / {who.Password}   ({who.Can})");
        return text.ToString();
    }
}
