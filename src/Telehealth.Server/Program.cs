using Telehealth.Server.Desk;
using Telehealth.Server.Doors;
using Telehealth.Server.Hosting;
using Telehealth.Server.Storage;

var builder = WebApplication.CreateBuilder(new WebApplicationOptions
{
    Args = args,
    ContentRootPath = AppContext.BaseDirectory,
});
if (MigrateCommand.IsMeant(args)) return await MigrateCommand.RunAsync(args, builder.Configuration, Console.Out, CancellationToken.None);

builder.WebHost.UseStaticWebAssets();
builder.AddTelehealthLogging();
builder.Services.AddTelehealthSettings(builder.Configuration);
builder.Services.AddTelehealthHosting();
builder.Services.AddStorage(builder.Configuration);
builder.Services.AddDesk(builder.Configuration);
builder.Services.AddDoors();

var app = builder.Build();
app.UseTelehealthPipeline();
app.MapOperations();
app.MapPages();
await app.RunAsync();
return 0;
