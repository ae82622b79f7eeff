using Telehealth.Server.Desk;
using Telehealth.Server.Desk.Sealing;
using Telehealth.Server.Doors;
using Telehealth.Server.Features.AuditLog;
using Telehealth.Server.Features.AuthorityImport;
using Telehealth.Server.Features.Demo;
using Telehealth.Server.Features.CheckIn;
using Telehealth.Server.Features.Joining;
using Telehealth.Server.Features.Licensure;
using Telehealth.Server.Features.Notices;
using Telehealth.Server.Features.Patients;
using Telehealth.Server.Features.Reports;
using Telehealth.Server.Features.Scheduling;
using Telehealth.Server.Features.Staff;
using Telehealth.Server.Features.VideoRooms;
using Telehealth.Server.Features.Visits;
using Telehealth.Server.Features.WaitingRoom;
using Telehealth.Server.Hosting;
using Telehealth.Server.Live;
using Telehealth.Server.PeerToPeer;
using Telehealth.Server.Storage;
using Telehealth.Server.Twilio;

if (Commands.IsHelp(args)) return Commands.ShowHelp();
if (Commands.Meant(args) is { } command) return await command;
if (Commands.LogAlone(args) is { } done) return done;

var builder = WebApplication.CreateBuilder(new WebApplicationOptions
{
    Args = Commands.WithoutVerb(args),
    ContentRootPath = AppContext.BaseDirectory,
});
builder.WebHost.UseStaticWebAssets();
builder.AddTelehealthLogging();
builder.Services.AddTelehealthSettings(builder.Configuration);
builder.Services.AddTelehealthHosting();
builder.Services.AddStorage(builder.Configuration);
builder.Services.AddLive(builder.Configuration);
builder.Services.AddPeerToPeer();
builder.Services.AddTwilio(builder.Configuration);
builder.Services.AddDesk(builder.Configuration);
builder.Services.AddSealing(builder.Configuration);
builder.Services.AddDoors();

builder.Services.AddCheckIn();
builder.Services.AddScheduling();
builder.Services.AddJoining();
builder.Services.AddLicensure();
builder.Services.AddPatients();
builder.Services.AddReports().AddAuthorityImport();
builder.Services.AddStaff();
builder.Services.AddAuditLog();
builder.Services.AddNotices(builder.Environment, builder.Configuration);
builder.Services.AddDemo(builder.Environment, builder.Configuration);
builder.Services.AddVideoRooms();
builder.Services.AddVisits();
builder.Services.AddWaitingRoom();

var app = builder.Build();
if (Commands.AreWrong(app.Services)) return 2;
if (LogCommands.IsMeant(args)) return await LogCommands.RunAsync(args, app.Services, CancellationToken.None);
app.UseTelehealthPipeline();
app.MapScheduling();
app.MapJoining();
app.MapLicensure();
app.MapPatients();
app.MapReports();
app.MapAuthorityImport();
app.MapStaff();
app.MapAuditLog();
app.MapVideoRooms();
app.MapNotices();
app.MapDemo();
app.MapLive();
app.MapTwilio();
app.MapOperations();
app.MapPages();
return await Commands.ServeAsync(app);
